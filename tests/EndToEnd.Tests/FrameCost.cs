using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests;

/// <summary>What the frames of a page cost in script and layout, by Chromium's own account.</summary>
internal sealed class FrameCost
{
    private readonly ICDPSession _session;
    private readonly List<double> _frames = [];

    private FrameCost(ICDPSession session) => _session = session;

    public static async Task<FrameCost> OfAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        return new FrameCost(session);
    }

    /// <summary>The longest, ms.</summary>
    public double Longest => _frames.Max();

    /// <summary>Adds what is spent while something happens.</summary>
    public async Task AddAsync(Func<Task> happening)
    {
        var before = await SpentAsync();
        await happening();
        _frames.Add(1000 * (await SpentAsync() - before));
    }

    /// <summary>A quantile, ms.</summary>
    public double Quantile(double share) => QuantileOf(_frames, share);

    public static double QuantileOf(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private async Task<double> SpentAsync()
    {
        var metrics = (await _session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble(), StringComparer.Ordinal);
        return metrics["ScriptDuration"] + metrics["LayoutDuration"] + metrics["RecalcStyleDuration"];
    }
}
