/** Stacks of pages in TIFF files; a page is a z section. */
package org.znn.common.volume.tiff;
