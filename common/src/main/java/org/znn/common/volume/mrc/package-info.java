/** MRC files, as written by electron microscopes and IMOD. */
package org.znn.common.volume.mrc;
