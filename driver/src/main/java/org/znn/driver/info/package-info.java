/** What a file holds, in lines to read: networks, what training left in them, volumes. */
package org.znn.driver.info;
