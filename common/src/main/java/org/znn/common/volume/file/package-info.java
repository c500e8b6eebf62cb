/** Entry point to volume files of all supported formats. */
package org.znn.common.volume.file;
