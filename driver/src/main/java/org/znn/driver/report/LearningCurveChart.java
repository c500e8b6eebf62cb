package org.znn.driver.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.LearningCurve.Series;

/** Draws a learning curve: cost above, pixel error below, each for training and test. */
public final class LearningCurveChart {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 400;
    private static final Color TRAIN = new Color(0x1f, 0x77, 0xb4);
    private static final Color TEST = new Color(0xd6, 0x27, 0x28);

    private LearningCurveChart() {
    }

    /**
     * Writes a PNG image; works without a display.
     *
     * @param title title of the chart
     */
    public static void write(LearningCurve curve, String title, OutputStream png) throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            chart(curve, title, "cost", "err").paint(graphics, WIDTH, HEIGHT);
            graphics.translate(0, HEIGHT);
            chart(curve, "", "pixel error", "cls").paint(graphics, WIDTH, HEIGHT);
        } finally {
            graphics.dispose();
        }
        PngEncoder.write(picture, Optional.empty(), png);
    }

    private static XYChart chart(LearningCurve curve, String title, String name, String key) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle("iteration")
                .yAxisTitle(name).build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        chart.getStyler().setChartTitleVisible(!title.isEmpty());
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLocale(Locale.ROOT);
        chart.getStyler().setYAxisDecimalPattern("0.####");
        chart.getStyler().setYAxisMin(0.0);
        add(chart, "train", curve.train(), key, TRAIN);
        add(chart, "test", curve.test(), key, TEST);
        return chart;
    }

    private static void add(XYChart chart, String name, Series series, String key, Color colour) {
        double[] values = series.values().getOrDefault(key, new double[0]);
        int[] finite = IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
        if (finite.length > 0) {
            XYSeries line = chart.addSeries(name, IntStream.of(finite).mapToDouble(i -> series.iterations()[i])
                    .toArray(), IntStream.of(finite).mapToDouble(i -> values[i]).toArray());
            line.setLineColor(colour);
            line.setMarkerColor(colour);
            line.setMarker(finite.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        }
    }
}
