/** Random-access reads and atomic writes on the local file system and on Hadoop file systems. */
package org.znn.common.volume.storage;
