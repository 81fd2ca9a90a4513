{{/*
What a schema can't say well: each wrong value by its key, what was found and what is allowed, all of them at once. Unknown
keys and wrong types are refused by values.schema.json before.
*/}}

{{- define "omnibridge.label" -}}
^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$
{{- end }}

{{- define "omnibridge.label.words" -}}
lower-case letters, digits and dashes, at most 63 characters, beginning and ending with a letter or digit
{{- end }}

{{- define "omnibridge.name" -}}
^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
{{- end }}

{{- define "omnibridge.name.words" -}}
lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit
{{- end }}

{{- define "omnibridge.checks.identity" -}}
{{- $label := include "omnibridge.label" . }}
{{- if not .Values.instance }}
- instance is not set, and there is no default. It is the name of this operator and becomes part of every claim in Omni: keep it when the management cluster is rebuilt, and give no other operator of the same Omni account the same; allowed is {{ include "omnibridge.label.words" . }}
{{- else if not (regexMatch $label .Values.instance) }}
- instance is {{ quote .Values.instance }}; allowed is {{ include "omnibridge.label.words" . }}
{{- end }}
{{- if not .Values.servedNamespaces }}
- servedNamespaces is empty; list the namespaces whose OmniClusters are worked on, as in {team-a,team-b}. {*} is all: the operator may then write Secrets in every namespace
{{- else if and (has "*" .Values.servedNamespaces) (gt (len .Values.servedNamespaces) 1) }}
- servedNamespaces is {{ toJson .Values.servedNamespaces }}; allowed is "*" alone, or names of namespaces
{{- else }}
{{- range .Values.servedNamespaces }}
{{- if not (or (eq . "*") (regexMatch $label .)) }}
- servedNamespaces has {{ quote . }}; allowed is {{ include "omnibridge.label.words" $ }}; or "*" alone for all namespaces
{{- end }}
{{- end }}
{{- end }}
{{- if not (kindIs "invalid" .Values.reconcileThreads) }}
{{- $threads := int .Values.reconcileThreads }}
{{- if or (lt $threads 1) (gt $threads 64) }}
- reconcileThreads is {{ $threads }}; allowed is a number from 1 to 64
{{- end }}
{{- end }}
{{- if not (has .Values.logFormat (list "json" "text")) }}
- logFormat is {{ quote .Values.logFormat }}; allowed is json or text
{{- end }}
{{- if not (regexMatch "^(https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+\\])(:[0-9]{1,5})?(/[^?#@\\s]*)?)?$" .Values.traces.endpoint) }}
- traces.endpoint is {{ regexReplaceAll "//[^/]*@|[?].*" .Values.traces.endpoint "..." | quote }}; allowed is an http or https URL without user, query and fragment, such as http://collector.observability:4318, or nothing
{{- end }}
{{- end }}

{{- define "omnibridge.checks.connection" -}}
{{- with .Values.connection }}
{{- if .endpoint }}
{{- if not (regexMatch "^(https|http|grpc)://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+\\])(:[0-9]{1,5})?/?$" .endpoint) }}
- connection.endpoint is {{ quote .endpoint }}; allowed is a URL like https://acme.omni.siderolabs.io or https://omni.example.com:8443, without user, path or query
{{- else if not (or (hasPrefix "https://" .endpoint) $.Values.allowInsecureEndpoints) }}
- connection.endpoint is {{ quote .endpoint }}, which is without TLS; allowed is https://, unless allowInsecureEndpoints is true
{{- end }}
{{- end }}
{{- if not (has .managementPolicy (list "Enforce" "ApplyOnly" "Observe")) }}
- connection.managementPolicy is {{ quote .managementPolicy }}; allowed is Enforce, ApplyOnly or Observe
{{- end }}
{{- range $key, $name := dict "connection.name" .name "connection.secretRef.name" .secretRef.name }}
{{- if not (regexMatch (include "omnibridge.name" $) $name) }}
- {{ $key }} is {{ quote $name }}; allowed is {{ include "omnibridge.name.words" $ }}
{{- end }}
{{- end }}
{{- if not (regexMatch "^[-._A-Za-z0-9]+$" .secretRef.key) }}
- connection.secretRef.key is {{ quote .secretRef.key }}; allowed is letters, digits, '-', '_' and '.'
{{- end }}
{{- if gt (len .caBundle) 1 }}
- connection.caBundle has {{ keys .caBundle | sortAlpha | join " and " }}; allowed is one of them
{{- end }}
{{- end }}
{{- end }}

{{- define "omnibridge.checks.pods" -}}
{{- if or (lt (int .Values.replicas) 0) (gt (int .Values.replicas) 5) }}
- replicas is {{ int .Values.replicas }}; allowed is a number from 0 to 5
{{- end }}
{{- range .Values.topologySpreadConstraints }}
{{- if .labelSelector }}
- topologySpreadConstraints has a labelSelector; allowed is none, the chart adds the one of its pods
{{- end }}
{{- end }}
{{- if hasKey .Values.podLabels "app.kubernetes.io/name" }}
- podLabels has app.kubernetes.io/name; allowed is any other label, this one is how the Deployment finds its pods
{{- end }}
{{- with .Values.image }}
{{- if not (regexMatch "^[a-z0-9]([-._/:a-z0-9]*[a-z0-9])?$" .repository) }}
- image.repository is {{ quote .repository }}; allowed is a repository without tag, as in registry.example.com/omnibridge
{{- end }}
{{- if not (regexMatch "^([A-Za-z0-9_][-.A-Za-z0-9_]{0,127})?$" .tag) }}
- image.tag is {{ quote .tag }}; allowed is a tag, or nothing for the chart's appVersion
{{- end }}
{{- if not (regexMatch "^(sha256:[0-9a-f]{64})?$" .digest) }}
- image.digest is {{ quote .digest }}; allowed is sha256: and 64 hexadecimal digits, or nothing
{{- end }}
{{- if not (has .pullPolicy (list "" "Always" "IfNotPresent" "Never")) }}
- image.pullPolicy is {{ quote .pullPolicy }}; allowed is Always, IfNotPresent, Never, or nothing for Kubernetes' default
{{- end }}
{{- end }}
{{- end }}

{{- define "omnibridge.checks.cluster" -}}
{{- if and .Values.admissionPolicies.enabled (semverCompare "<1.30.0-0" .Capabilities.KubeVersion.Version) }}
- admissionPolicies.enabled is true, but Kubernetes {{ .Capabilities.KubeVersion.Version }} has no such policies; allowed is false. The operator then holds the deletion of a protected object by itself
{{- end }}
{{- end }}

{{- define "omnibridge.checks.network" -}}
{{- with .Values.networkPolicy }}
{{- range $side, $to := dict "omni" .omni "apiServer" .apiServer "traces" .traces }}
{{- range $to.ports }}
{{- if or (lt (int .) 1) (gt (int .) 65535) }}
- networkPolicy.{{ $side }}.ports has {{ int . }}; allowed is a number from 1 to 65535
{{- end }}
{{- end }}
{{- range $to.cidrs }}
{{- if not (regexMatch "^[0-9a-fA-F.:]+/[0-9]{1,3}$" .) }}
- networkPolicy.{{ $side }}.cidrs has {{ quote . }}; allowed is a range like 203.0.113.0/24
{{- end }}
{{- end }}
{{- end }}
{{- if and .enabled $.Values.connection.endpoint }}
{{- $port := regexFind ":[0-9]+/?$" $.Values.connection.endpoint | trimAll ":/" | default "443" }}
{{- $let := list }}
{{- range .omni.ports }}
{{- $let = append $let (toString (int .)) }}
{{- end }}
{{- if not (has $port $let) }}
- networkPolicy.omni.ports is {{ toJson .omni.ports }}; it has to hold {{ $port }}, the port of connection.endpoint
{{- end }}
{{- end }}
{{- end }}
{{- if not (regexMatch "^([0-9]+(ms|[smhd]))+$" .Values.serviceMonitor.interval) }}
- serviceMonitor.interval is {{ quote .Values.serviceMonitor.interval }}; allowed is a duration like 30s
{{- end }}
{{- if not (regexMatch "^[^#\\s]+$" .Values.prometheusRule.runbook) }}
- prometheusRule.runbook is {{ quote .Values.prometheusRule.runbook }}; allowed is where a page is, without '#' and spaces
{{- end }}
{{- end }}

{{- define "omnibridge.checks" -}}
{{- $problems := list }}
{{- range list "identity" "connection" "pods" "cluster" "network" }}
{{- with include (print "omnibridge.checks." .) $ | trim }}
{{- $problems = append $problems . }}
{{- end }}
{{- end }}
{{- if $problems }}
{{- fail (print "wrong values:\n" (join "\n" $problems)) }}
{{- end }}
{{- end }}
