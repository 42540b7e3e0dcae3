using System.Globalization;
using System.Text.Json;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;

namespace Maintenance.Host.Composition;

/// <summary>
/// Tells a running host by REST what the fields of a simulated fleet produce and cost, as a simulator inside it writes it: at the start
/// everything since the beginning of last year, then each day when it is over. A host that knows some already is told the rest.
/// Failure strategy: the first report fails with the host's words if it is refused; a host that is away, or refuses later ones, is told
/// again, as lists can be sent again.
/// </summary>
/// <param name="client">Client of the host, of an account that may record costs: engineer or admin.</param>
/// <param name="assets">Drills of the fleet, registered.</param>
/// <param name="seed">Seed of the fleet.</param>
/// <param name="clock">Clock.</param>
/// <param name="log">Log.</param>
internal sealed partial class FieldReports(HttpClient client, IReadOnlyList<Asset> assets, ulong seed, TimeProvider clock, ILogger log)
{
    private const int MostEntries = 20_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Tells what is over; what a host that is away was not told, <see cref="RunAsync"/> tells later.</summary>
    /// <exception cref="HttpRequestException">The host refused it; the message says why.</exception>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(cancellationToken);
        }
        catch (Exception error) when (IsLostConnection(error))
        {
            LogFailed(log, error);
        }
    }

    /// <summary>Tells what is over.</summary>
    /// <exception cref="HttpRequestException">The host refused it or did not answer; the message says why.</exception>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        var now = UnixMicros.Now(clock);
        var today = DateOnly.FromDateTime(UnixMicros.ToUtc(now));
        var (first, after) = await KnownAsync(today, cancellationToken);
        if (after >= today.AddDays(-1)) return;
        var book = FieldBook.After(new FieldRows("", now), assets, seed, first, after, today);
        await PostAsync("rates", book.Rates.Select(r =>
            new { region = r.Region, kind = r.Kind, validFrom = Day(r.ValidFromUnixMicros), amount = r.Amount }), cancellationToken);
        await PostAsync("budgets", book.Budgets.Select(b => new
        {
            region = b.Region, department = b.Department, month = Day(b.MonthUnixMicros)[..7], amount = b.Amount,
        }), cancellationToken);
        await PostAsync("costs", book.Costs.Select(c => new
        {
            region = c.Region, reference = c.Reference, department = c.Department, asset = c.Asset, day = Day(c.DayUnixMicros),
            kind = c.Kind, amount = c.Amount,
        }), cancellationToken);
        await PostAsync("production", book.Production.Select(p => new
        {
            asset = p.Asset, day = Day(p.DayUnixMicros), basis = p.Basis, oilM3 = p.OilM3, drilledM = p.DrilledM, nptHours = p.NptHours,
            plannedDowntimeHours = p.PlannedDowntimeHours,
        }), cancellationToken);
    }

    /// <summary>Goes on telling, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                try
                {
                    await SendAsync(cancellationToken);
                }
                catch (Exception error) when (error is HttpRequestException || IsLostConnection(error))
                {
                    LogFailed(log, error);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    // By the first drill: all are told of together, production last.
    private async Task<(DateOnly First, DateOnly After)> KnownAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var path = $"/api/v1/production?basis=actual&limit=100000&asset={Uri.EscapeDataString(assets[0].Id.Value)}";
        using var answer = await client.GetAsync(path, cancellationToken);
        await CheckAsync(answer, "tell what it knows of the fields", cancellationToken);
        var days = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).EnumerateArray()
            .Select(d => DateOnly.ParseExact(d.GetProperty("day").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        return days.Length == 0 ? (FieldBook.FirstDay(today), DateOnly.MinValue) : (days.Min(), days.Max());
    }

    private async Task PostAsync<T>(string list, IEnumerable<T> entries, CancellationToken cancellationToken)
    {
        foreach (var part in entries.Chunk(MostEntries))
        {
            using var answer = await client.PostAsJsonAsync($"/api/v1/{list}", part, cancellationToken);
            await CheckAsync(answer, $"record {list}", cancellationToken);
        }
    }

    private static async Task CheckAsync(HttpResponseMessage answer, string what, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"The host refused to {what}: {(int)answer.StatusCode} "
                + await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    private static bool IsLostConnection(Exception error) =>
        error is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } or HttpIOException
            or TaskCanceledException { InnerException: TimeoutException };

    private static string Day(long unixMicros) => UnixMicros.ToUtc(unixMicros).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [LoggerMessage(6014, LogLevel.Warning, "Production and costs of the simulated fields cannot be told to the host; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
