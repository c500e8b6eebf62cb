/** Part files: the finished blocks of a forward job on disk. */
package org.znn.driver.forward.part;
