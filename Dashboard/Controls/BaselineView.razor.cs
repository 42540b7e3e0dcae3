using Maintenance.Api.Access;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Controls;

/// <summary>Compares a drill with its baseline, on request (<c>?compare=own-past</c>).</summary>
public sealed partial class BaselineView
{
    private BaselineComparison? _comparison;
    private string? _failure;

    /// <summary>Asset id; the caller must be allowed to see it.</summary>
    [Parameter, EditorRequired] public string Asset { get; set; } = "";

    /// <summary>Event time of the asset's newest data, Unix µs, UTC.</summary>
    [Parameter, EditorRequired] public long NewestUnixMicros { get; set; }

    [Inject] private IBaselineComparer Comparer { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "compare")] private string? Compare { get; set; }

    private bool IsRequested => Compare == "own-past";

    protected override async Task OnInitializedAsync()
    {
        if (!IsRequested) return;
        try
        {
            _comparison = await Comparer.CompareAsync(Asset, UnixMicros.ToUtc(NewestUnixMicros), Http.RequestAborted);
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The store is unavailable{error.Advice()}.";
        }
    }
}
