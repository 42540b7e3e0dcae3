using Maintenance.Core.Business;

namespace Maintenance.Training.Forecasts;

/// <summary>Collects how forecasts compare with what came.</summary>
internal sealed class ForecastScore
{
    private const int Levels = 19;
    private int _count;
    private int _below;
    private int _above;
    private double _width;
    private double _crps;

    public int Count => _count;

    public double Below => (double)_below / _count;

    public double Above => (double)_above / _count;

    public double Coverage => 1 - Below - Above;

    public double Width => _width / _count;

    public double Crps => _crps / _count;

    public void Add(PeriodForecast forecast, double came)
    {
        _count++;
        if (came < forecast.P10) _below++;
        if (came > forecast.P90) _above++;
        _width += (forecast.P90 - forecast.P10) / came;
        // CRPS is twice the integral of the pinball loss over all levels.
        var loss = 0.0;
        for (var i = 1; i <= Levels; i++)
        {
            var level = i / (Levels + 1.0);
            var error = came - forecast.Quantile(level);
            loss += error >= 0 ? level * error : (level - 1) * error;
        }
        _crps += 2 * loss / Levels / came;
    }
}
