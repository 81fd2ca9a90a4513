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

/** The control plane or a group of workers of an OmniCluster in the same namespace. */
@JsonDeserialize(using = TolerantReader.OfMachineSet.class)
@Group(OmniBridgeApi.GROUP)
@Version(OmniBridgeApi.VERSION)
@Plural("omnimachinesets")
@Singular("omnimachineset")
@ShortNames("oms")
@Categories(OmniBridgeApi.CATEGORY)
@ValidationRule(
        value = "!has(self.spec.name) || !has(self.status) || !has(self.status.name)"
                + " || self.spec.name == self.status.name",
        fieldPath = ".spec.name",
        message = "name can only be set to the name the set already has in Omni: see status.name")
@ValidationRule(
        value = "self.spec.role == 'ControlPlane' || has(self.spec.name)"
                + " || (self.metadata.name.size() <= 63 && !self.metadata.name.contains('.'))",
        fieldPath = ".metadata.name",
        message = "metadata.name becomes part of the set's id in Omni: at most 63 characters and no dots,"
                + " or set spec.name")
public class OmniMachineSet extends CustomResource<OmniMachineSetSpec, OmniMachineSetStatus> implements Namespaced {}
