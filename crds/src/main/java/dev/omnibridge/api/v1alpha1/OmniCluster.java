package dev.omnibridge.api.v1alpha1;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** One cluster in Omni. Its machines come from OmniMachineSet objects that refer to it. */
@JsonDeserialize(using = TolerantReader.OfCluster.class)
@Group(OmniBridgeApi.GROUP)
@Version(OmniBridgeApi.VERSION)
@Plural("omniclusters")
@Singular("omnicluster")
@ShortNames("ocl")
@Categories(OmniBridgeApi.CATEGORY)
@ValidationRule(
        value = "!has(self.spec.clusterName) || !has(self.status) || !has(self.status.clusterName)"
                + " || self.spec.clusterName == self.status.clusterName",
        fieldPath = ".spec.clusterName",
        message = "clusterName can only be set to the name the cluster already has in Omni: see status.clusterName")
@ValidationRule(
        value = "self.metadata.name.size() <= 63"
                + " && (has(self.spec.clusterName) || !self.metadata.name.contains('.'))",
        fieldPath = ".metadata.name",
        message = "metadata.name may have at most 63 characters, and no dots unless spec.clusterName is set:"
                + " it becomes the cluster's name in Omni")
public class OmniCluster extends CustomResource<OmniClusterSpec, OmniClusterStatus> implements Namespaced {}
