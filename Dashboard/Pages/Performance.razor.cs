using System.Globalization;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>Performance of the alarm system over a window chosen in the address.</summary>
public sealed partial class Performance
{
    private static readonly string[] Keys = ["24h", "7d", "30d"];

    private DrillRange _range = null!;
    private PerformanceView? _view;
    private IReadOnlyList<string> _regions = [];
    private int _operators = 1;
    private string? _failure;

    [Inject] private AlarmPerformanceReport Report { get; set; } = null!;

    [Inject] private AlarmRules Rules { get; set; } = null!;

    [Inject] private AssetRegistry Registry { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "range")] private string? RangeKey { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "region")] private string? Region { get; set; }

    [SupplyParameterFromQuery(Name = "operators")] private string? Operators { get; set; }

    private static IEnumerable<(string Key, TimeSpan Length)> Choices => DrillRange.Choices.Where(c => Keys.Contains(c.Key));

    protected override async Task OnInitializedAsync()
    {
        _regions = [.. Registry.All.Select(a => a.Region).Where(Context.Scope.Allows).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        _operators = int.TryParse(Operators, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 1000 ? n : 1;
        _range = DrillRange.Create(Keys.Contains(RangeKey) ? RangeKey : "7d", From, To, newestUnixMicros: null, Clock);
        if (_range.Range.Length > AlarmWindow.Longest)
        {
            Fail(StatusCodes.Status400BadRequest,
                $"The range is longer than {AlarmWindow.Longest.TotalDays:0} days. Choose a shorter one.");
            return;
        }
        try
        {
            var window = new AlarmWindow(_range.Range.FromUnixMicros, _range.Range.ToUnixMicros, _operators);
            _view = new PerformanceView(
                await Report.OfAsync(window, Context.Scope, Region, Http.RequestAborted), Rules.Current, Preferences);
        }
        catch (StoreException error)
        {
            Fail(StatusCodes.Status503ServiceUnavailable,
                $"The figures are unavailable{(error.IsTransient ? "; try again in a moment" : "")}.");
        }
    }

    private string Url(string key) => $"/alarms/performance?range={key}&operators={_operators}"
        + (string.IsNullOrEmpty(Region) ? "" : $"&region={Uri.EscapeDataString(Region)}");

    private void Fail(int status, string message)
    {
        Http.Response.StatusCode = status;
        _failure = message;
    }
}
