/** NIfTI-1 and NIfTI-2 files, as used for medical images. */
package org.znn.common.volume.nifti;
