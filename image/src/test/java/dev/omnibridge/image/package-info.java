/** The folder that image/build makes, run as the kubelet runs the image. */
@NullMarked
package dev.omnibridge.image;

import org.jspecify.annotations.NullMarked;
