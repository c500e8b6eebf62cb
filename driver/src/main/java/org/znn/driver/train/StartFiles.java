package org.znn.driver.train;

import java.util.Optional;

/**
 * Networks from which a run starts that has no checkpoint of its own yet.
 *
 * @param seed   network that gives the weights of a new run
 * @param resume checkpoint of which the whole state is restored
 */
public record StartFiles(Optional<String> seed, Optional<String> resume) {

    public static final StartFiles NONE = new StartFiles(Optional.empty(), Optional.empty());
}
