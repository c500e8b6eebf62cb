/** Where files live: this machine's disks, or any Hadoop file system; read by position, written aside and renamed. */
package org.znn.common.volume.storage;
