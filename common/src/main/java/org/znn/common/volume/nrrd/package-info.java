/** NRRD files with attached and detached headers. */
package org.znn.common.volume.nrrd;
