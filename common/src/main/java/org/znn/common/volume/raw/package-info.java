/** ZNN's oldest volume files: bare numbers, and their size in a second file. */
package org.znn.common.volume.raw;
