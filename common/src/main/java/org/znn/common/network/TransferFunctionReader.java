package org.znn.common.network;

import java.util.List;
import java.util.Optional;

/** Reads {@code function} and {@code function_args} of a transfer node (ZNN-SEMANTICS 1.6). */
final class TransferFunctionReader {

    private static final List<String> NAMES = List.of("linear", "rectify_linear", "tanh", "soft_sign", "logistics",
            "forward_logistics");

    private TransferFunctionReader() {
    }

    static Optional<TransferFunction> read(ZnnBlock block, OptionReader options) {
        Optional<String> name = options.required("function", "function rectify_linear");
        String args = block.options().get("function_args");
        Optional<double[]> numbers = NumberList.parse(args);
        if (numbers.isEmpty()) {
            return options.reject("function_args", args, "write numbers separated by commas");
        }
        double[] a = numbers.get();
        return name.flatMap(word -> switch (word) {
            case "linear" -> a.length <= 2
                    ? Optional.of(new TransferFunction.Linear(a.length > 0 ? a[0] : 1, a.length > 1 ? a[1] : 0))
                    : options.reject("function_args", args, "linear takes a or a,b of a·x + b");
            case "tanh" -> a.length == 0 || a.length == 2
                    ? Optional.of(new TransferFunction.Tanh(a.length > 0 ? a[0] : 1, a.length > 0 ? a[1] : 1))
                    : options.reject("function_args", args, "tanh takes a,b of a·tanh(b·x)");
            case "rectify_linear" -> Optional.of(new TransferFunction.RectifyLinear());
            case "soft_sign" -> Optional.of(new TransferFunction.SoftSign());
            case "logistics" -> Optional.of(new TransferFunction.Logistics());
            case "forward_logistics" -> Optional.of(new TransferFunction.ForwardLogistics());
            default -> {
                options.reportUnknown("function", word, NAMES);
                yield Optional.empty();
            }
        });
    }
}
