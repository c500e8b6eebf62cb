/** Leases: files beside an output by which jobs, wherever they run, agree on the one job that writes it. */
package org.znn.common.volume.storage.lease;
