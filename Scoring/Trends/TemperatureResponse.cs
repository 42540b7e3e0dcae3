using System.Runtime.CompilerServices;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// A thermometer of motor or gearbox that drifts away, told round a trip. A part warms and cools as a body of one time constant (Newton's
/// law of cooling): its reading is that of its surroundings plus its response to turning and standing. Two explanations of a reading that
/// rises are fitted to two hours: a response that grows, as that of a part whose cooling fails, and readings that slide while the response
/// stays as it was, as those of a thermometer. The time constant is whatever fits best, so that size and make of the machine do not matter.
/// A part that is no such body fits neither, and is then never taken for a sensor.
/// </summary>
internal static class TemperatureResponse
{
    /// <summary>
    /// Slide within two hours, °C, and the part of it that its sisters may slide, as surroundings that warm make all of them.
    /// </summary>
    private const double Slide = 10, SistersSlide = 0.4;

    /// <summary>Slide by a rough fit from which on it is worth a good one, °C.</summary>
    private const double WorthAFit = 5;

    /// <summary>The sliding thermometer must leave at most this part of the squares that the growing response leaves.</summary>
    private const double Better = 0.7;

    /// <summary>What may be left of its readings, °C RMS.</summary>
    private const double Left = 1.5;

    /// <summary>Minutes that are needed, of which so many at work and so many at rest.</summary>
    private const int LeastMinutes = 80, LeastTurning = 20, LeastStanding = 4;

    /// <summary>
    /// Time constants that are tried, minutes: from a small part to a motor of tonnes, so close that none between would fit much better.
    /// </summary>
    private const double LeastConstant = 5, MostConstant = 200, NextConstant = 1.2, Roughly = 2;

    private const int Terms = 4;

    /// <summary>True when the readings of a thermometer slide and those of its sisters do not.</summary>
    /// <param name="minutes">Minutes, oldest first.</param>
    /// <param name="column">The thermometer.</param>
    /// <param name="sister">Another one of the machine.</param>
    /// <param name="other">Another one; each is left out where it is not measured, but one must be there.</param>
    public static bool Drifts(ReadOnlySpan<Minute> minutes, MinuteColumn column, MinuteColumn sister, MinuteColumn other)
    {
        if (minutes.Length < LeastMinutes || !IsExcited(minutes)) return false;
        if (!(Best(minutes, column, slides: true, Roughly).Slide >= WorthAFit)) return false;
        var (slides, grows) = (Best(minutes, column, slides: true), Best(minutes, column, slides: false));
        return slides.Slide >= Slide && slides.Squares <= Better * grows.Squares
            && slides.Squares <= Left * Left * minutes.Length
            && SistersStay(minutes, [sister, other], SistersSlide * slides.Slide);
    }

    private static bool SistersStay(ReadOnlySpan<Minute> minutes, ReadOnlySpan<MinuteColumn> sisters, double within)
    {
        var known = 0;
        foreach (var sister in sisters)
        {
            var fit = Best(minutes, sister, slides: true);
            if (double.IsNaN(fit.Slide)) continue;
            if (Math.Abs(fit.Slide) > within) return false;
            known++;
        }
        return known > 0;
    }

    private static bool IsExcited(ReadOnlySpan<Minute> minutes)
    {
        var (turning, standing) = (0, 0);
        foreach (var minute in minutes)
        {
            if (float.IsNaN(minute[MinuteColumn.Turning])) return false;
            if (minute[MinuteColumn.Turning] >= 0.5f) turning++;
            else standing++;
        }
        return turning >= LeastTurning && standing >= LeastStanding;
    }

    private static Fit Best(ReadOnlySpan<Minute> minutes, MinuteColumn column, bool slides, double next = NextConstant)
    {
        var best = new Fit(double.PositiveInfinity, double.NaN);
        for (var constant = LeastConstant; constant <= MostConstant; constant *= next)
            if (FitOf(minutes, column, constant, slides) is var fit && fit.Squares < best.Squares) best = fit;
        return best;
    }

    // Least squares of 1, what the beginning leaves, the response, and either time or time × response.
    [SkipLocalsInit]
    private static Fit FitOf(ReadOnlySpan<Minute> minutes, MinuteColumn column, double constant, bool slides)
    {
        Span<double> terms = stackalloc double[Terms];
        Span<double> normal = stackalloc double[Terms * (Terms + 1)];
        normal.Clear();
        var (kept, state, beginning, count, squares) = (Math.Exp(-1 / constant), 0d, 1d, 0, 0d);
        for (var i = 0; i < minutes.Length; i++)
        {
            var minute = minutes[i];
            for (var gap = i == 0 ? 0 : minute.Number - minutes[i - 1].Number - 1; gap > 0; gap--)
            {
                state = minute[MinuteColumn.Turning] + ((state - minute[MinuteColumn.Turning]) * kept);
                beginning *= kept;
            }
            // Of a minute's mean, the mean of the response; then its end.
            var (load, off) = ((double)minute[MinuteColumn.Turning], state - minute[MinuteColumn.Turning]);
            var (response, left) = (load + (off * constant * (1 - kept)), beginning);
            (state, beginning) = (load + (off * kept), beginning * kept);
            var value = (double)minute[column];
            if (double.IsNaN(value)) continue;
            var time = (minute.Number - minutes[0].Number) / (double)TrendAssessor.MaxMinutes;
            (terms[0], terms[1], terms[2], terms[3]) = (1, left, response, slides ? time : time * response);
            for (var row = 0; row < Terms; row++)
            {
                for (var at = row; at < Terms; at++) normal[(row * (Terms + 1)) + at] += terms[row] * terms[at];
                normal[(row * (Terms + 1)) + Terms] += terms[row] * value;
            }
            squares += value * value;
            count++;
        }
        return count < LeastMinutes ? new Fit(double.PositiveInfinity, double.NaN) : Solve(normal, squares);
    }

    // Gauss elimination of symmetric positive definite equations; what each step takes off the squares is known as it goes.
    private static Fit Solve(Span<double> normal, double squares)
    {
        const int Width = Terms + 1;
        for (var row = 1; row < Terms; row++)
            for (var at = 0; at < row; at++) normal[(row * Width) + at] = normal[(at * Width) + row];
        for (var pivot = 0; pivot < Terms; pivot++)
        {
            if (!(normal[(pivot * Width) + pivot] > 1e-9)) return new Fit(double.PositiveInfinity, double.NaN);
            squares -= normal[(pivot * Width) + Terms] * normal[(pivot * Width) + Terms] / normal[(pivot * Width) + pivot];
            for (var row = pivot + 1; row < Terms; row++)
            {
                var factor = normal[(row * Width) + pivot] / normal[(pivot * Width) + pivot];
                for (var at = pivot; at < Width; at++) normal[(row * Width) + at] -= factor * normal[(pivot * Width) + at];
            }
        }
        return new Fit(Math.Max(0, squares), normal[((Terms - 1) * Width) + Terms] / normal[((Terms - 1) * Width) + Terms - 1]);
    }

    /// <summary>A fit.</summary>
    /// <param name="Squares">Sum of squares that it leaves, °C².</param>
    /// <param name="Slide">
    /// Its last coefficient: of a slide, °C in <see cref="TrendAssessor.MaxMinutes"/>; NaN when nothing was fitted.
    /// </param>
    private readonly record struct Fit(double Squares, double Slide);
}
