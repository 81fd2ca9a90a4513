{{/*
Names are fixed: there is one operator in a management cluster, and Helm refuses a second release because these objects
belong to the first.
*/}}

{{- define "omnibridge.labels" -}}
app.kubernetes.io/name: omnibridge
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "omnibridge.podLabels" -}}
app.kubernetes.io/name: omnibridge
{{- end }}

{{- define "omnibridge.image" -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default .appVersion }}
{{- end }}
{{- end }}

{{/* The peers of one side of the NetworkPolicy; nothing for anywhere. */}}
{{- define "omnibridge.to" -}}
{{- with .cidrs -}}
to:
  {{- range . }}
  - ipBlock: {cidr: {{ . | quote }}}
  {{- end }}
{{ end -}}
ports:
  {{- range .ports }}
  - {protocol: TCP, port: {{ . }}}
  {{- end }}
{{- end }}
