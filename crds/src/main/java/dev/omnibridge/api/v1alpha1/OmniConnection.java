package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** An Omni account that clusters are made in. Cluster-scoped, owned by the platform team. */
@JsonDeserialize(using = TolerantReader.OfConnection.class)
@Group(OmniBridgeApi.GROUP)
@Version(OmniBridgeApi.VERSION)
@Plural("omniconnections")
@Singular("omniconnection")
@ShortNames("oconn")
@Categories(OmniBridgeApi.CATEGORY)
@ValidationRule(
        value = "!has(self.spec.credentials.fromEnvironment) || !self.spec.credentials.fromEnvironment"
                + " || self.metadata.name == 'default'",
        fieldPath = ".spec.credentials.fromEnvironment",
        message = "only the connection named default can take its credentials from the operator's environment")
@ValidationRule(
        value = "self.metadata.name.size() <= 63",
        fieldPath = ".metadata.name",
        message = "the name of an OmniConnection is used as a label value: at most 63 characters")
public class OmniConnection extends CustomResource<OmniConnectionSpec, OmniConnectionStatus> {}
