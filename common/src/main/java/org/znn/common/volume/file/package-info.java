/** The one door to volume files of every kind. */
package org.znn.common.volume.file;
