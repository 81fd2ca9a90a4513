package dev.omnibridge.simulator.machine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where Omni gets images of Talos from. It knows by id what it was asked to put into one, and forgets nothing. */
public final class ImageFactory {

    private final Map<String, Image> images = new ConcurrentHashMap<>();

    /**
     * What is in an image.
     *
     * @param kernelArgs extra arguments of the kernel, in their order
     * @param extensions names, in alphabetical order
     */
    public record Image(List<String> kernelArgs, List<String> extensions) {

        /** Nothing but Talos. */
        public static final Image VANILLA = new Image(List.of(), List.of());

        /** Sorts the extensions. */
        public Image {
            kernelArgs = List.copyOf(kernelArgs);
            extensions = extensions.stream().sorted().distinct().toList();
        }
    }

    /** Id of the schematic of an image, which is known from now on. */
    public String schematic(Image image) {
        String id = Sha256.hex(Schematics.text(image.kernelArgs(), image.extensions()));
        images.put(id, image);
        return id;
    }

    /** What is in the image of a schematic, if it was asked for here. */
    public Optional<Image> image(String schematic) {
        return Optional.ofNullable(images.get(schematic));
    }
}
