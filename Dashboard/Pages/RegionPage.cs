using Maintenance.Api.Access;
using Maintenance.Api.Business;
using Maintenance.Core.Business;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>What the pages of regions share: the period in the address, reading, and what is said when it fails.</summary>
public abstract class RegionPage : ComponentBase
{
    [Inject] private protected RegionReports Reports { get; set; } = null!;

    [Inject] private protected UserContext Context { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private protected HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "period")] private string? Period { get; set; }

    private protected string Kind { get; private set; } = RegionReports.DefaultPeriod;

    private protected long Now { get; private set; }

    private protected string? Failure { get; private set; }

    private protected IReadOnlyList<RegionView> Views { get; private set; } = [];

    /// <summary>The reports to show.</summary>
    private protected abstract Task<IReadOnlyList<RegionReport>> ReadAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Now = UnixMicros.Now(Clock);
        if (BusinessPeriod.Kinds.Contains(Period)) Kind = Period!;
        try
        {
            Views = [.. (await ReadAsync(Http.RequestAborted)).Select(r => new RegionView(r))];
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Failure = $"The figures are unavailable{(error.IsTransient ? "; try again in a moment" : "")}.";
        }
    }
}
