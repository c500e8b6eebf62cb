/** What Zarr and N5 share: folders that hold an array as one file for each chunk, beside metadata in JSON. */
package org.znn.common.volume.chunked;
