/** Mutation tests of everything that reads a file: volumes of all formats, networks and jobs. */
package org.znn.common.fuzz;
