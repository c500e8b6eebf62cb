/** What training minimises: costs, masks and balances, MALIS, and the errors that are reported. */
package org.znn.worker.cost;
