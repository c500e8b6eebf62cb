/** Volumes stored as a folder of images, one for each section. */
package org.znn.common.volume.section;
