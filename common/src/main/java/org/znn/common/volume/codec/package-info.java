/** Decoders of compressed and filtered chunks, shared by the volume formats. */
package org.znn.common.volume.codec;
