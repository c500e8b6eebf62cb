/** Finished blocks on disk: the ledger of a forward job. */
package org.znn.worker.part;
