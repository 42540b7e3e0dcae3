using Maintenance.Api.Access;
using Maintenance.Api.Business;
using Maintenance.Core.Business;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>What the pages of regions share: the period in the address, reading, and what is said when it fails.</summary>
public abstract class RegionPage : ComponentBase
{
    [Inject] private protected RegionReports Reports { get; set; } = null!;

    [Inject] private protected UserContext Context { get; set; } = null!;

    [Inject] private protected UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private protected HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "period")] private string? PeriodText { get; set; }

    private protected BusinessPeriod Period { get; private set; }

    /// <summary>As it is named in the address, so that a link to the current period stays one.</summary>
    private protected string PeriodName => string.IsNullOrEmpty(PeriodText) || Failure is not null ? UsualPeriod : PeriodText;

    private protected long Now { get; private set; }

    private protected string? Failure { get; private set; }

    private protected IReadOnlyList<RegionView> Views { get; private set; } = [];

    /// <summary>Kind of period without one in the address.</summary>
    private protected virtual string UsualPeriod => RegionReports.DefaultPeriod;

    /// <summary>The reports to show.</summary>
    private protected abstract Task<IReadOnlyList<RegionReport>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>True for the current period of a kind, or the one of a key, when it is shown.</summary>
    private protected bool IsShown(string period) => Reports.TryPeriod(period, out var other) && other == Period;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Now = UnixMicros.Now(Clock);
        if (!Reports.TryPeriod(PeriodName, out var period))
        {
            Http.Response.StatusCode = StatusCodes.Status400BadRequest;
            Failure = $"'{PeriodText}' is not a period that has begun; periods are called 2026, 2026-Q2 or 2026-06.";
            Reports.TryPeriod(UsualPeriod, out period);
            Period = period;
            return;
        }
        Period = period;
        try
        {
            Views = [.. (await ReadAsync(Http.RequestAborted)).Select(r => new RegionView(r))];
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Failure = $"The figures are unavailable{error.Advice()}.";
        }
    }
}
