using System.Globalization;
using Maintenance.Api.Wording;
using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Controls;

/// <summary>
/// Spectra of a waveform of a drill, on request: <c>?spectrum=newest</c> or a time, and <c>&amp;location=</c>. What is not known of the
/// machine is said, with what would tell it.
/// </summary>
public sealed partial class SpectrumView
{
    private static readonly DisplayUnit Depth = new("%", 100, 0, 1);

    private StoredWaveform? _waveform;
    private VibrationSpectra? _spectra;
    private IReadOnlyList<string> _locations = [];
    private string? _before;
    private string? _after;
    private string? _failure;
    private long _rendered;

    /// <summary>The drill; the caller must be allowed to see it.</summary>
    [Parameter, EditorRequired] public Asset Drill { get; set; } = null!;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private IVibrationAnalysis Analysis { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "spectrum")] private string? Spectrum { get; set; }

    [SupplyParameterFromQuery(Name = "location")] private string? Location { get; set; }

    private bool IsRequested => !string.IsNullOrEmpty(Spectrum);

    private string Id => Drill.Id.Value;

    /// <summary>What is known of the machine there: under a name that is not known, the only one.</summary>
    private MeasurementLocation? Machine => Drill.Locations is not { Count: > 0 } known ? null
        : known.FirstOrDefault(l => string.Equals(l.Name, _waveform!.Location, StringComparison.OrdinalIgnoreCase))
            ?? (known.Count == 1 && _locations.Count <= 1 ? known[0] : null);

    // The geometry of nothing is known: the shaft is the string's own.
    private double ShaftHz => (_waveform!.RotarySpeedRpm ?? double.NaN) / 60 * (Machine?.TurnsPerStringTurn ?? 1);

    private string Missing => $"No waveform of {Id} is stored{(Location is null ? "" : $" of '{Location}'")} in the 31 days before "
        + $"{Preferences.Time(UnixMicros.ToUtc(At))} {Preferences.ZoneLabel}. A spectrum needs waveforms (in telemetry: block records with "
        + "waveforms).";

    private IEnumerable<string> Gaps
    {
        get
        {
            if (_waveform!.RotarySpeedRpm is not > 0)
                yield return (_waveform.RotarySpeedRpm is null ? "The rotary speed was not measured" : "The string did not turn")
                    + " in this block, so that no line of the machine can be placed.";
            if (Machine is null)
                yield return $"Nothing is known of the machine at '{_waveform.Location}': register it with the drill "
                    + "(measurementLocations) for lines of bearing and gear.";
            else if (Machine.Bearing is null) yield return $"The bearing at '{Machine.Name}' is not known, so that its lines are missing.";
            else if (Machine.GearTeeth == 0) yield return $"No gear is known at '{Machine.Name}', so that lines of its mesh are missing.";
            if (_spectra!.Envelope is null) yield return "The waveform is too short for an envelope.";
        }
    }

    private IEnumerable<(string Title, SpectrumPicture Picture)> Pictures
    {
        get
        {
            var acceleration = DisplayUnits.Of("m/s2", Preferences.Units);
            yield return ($"Acceleration, amplitude, {acceleration.Symbol}, resolution {_spectra!.Acceleration.ResolutionHz:0.##} Hz",
                new(_spectra.Acceleration, [.. _spectra.Lines.Where(l => !l.IsOfEnvelope)], Finer(acceleration)));
            if (_spectra.Envelope is { } envelope)
                yield return ($"Envelope of {_spectra.EnvelopeFromHz:N0}–{_spectra.EnvelopeToHz:N0} Hz, modulation, %, resolution "
                    + $"{envelope.ResolutionHz:0.##} Hz", new(envelope, [.. _spectra.Lines.Where(l => l.IsOfEnvelope)], Depth));
        }
    }

    private long At => Spectrum != "newest" && long.TryParse(Spectrum, NumberStyles.None, CultureInfo.InvariantCulture, out var millis)
        && UnixMicros.TryToUtc(millis * 1000, out _) ? millis * 1000 : _rendered;

    protected override async Task OnInitializedAsync()
    {
        if (!IsRequested) return;
        _rendered = UnixMicros.Now(Clock);
        try
        {
            await LoadAsync(UnixMicros.ToUtc(At).AddMilliseconds(1), Http.RequestAborted);
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"Waveforms cannot be read{error.Advice()}.";
        }
    }

    private async Task LoadAsync(DateTime at, CancellationToken cancelled)
    {
        var found = await WaveformQuery.UpToAsync(Store, Id, Location, at, cancelled);
        if (found is null) return;
        var time = UnixMicros.ToUtc(found.EventTimeUnixMicros);
        var before = await WaveformQuery.UpToAsync(Store, Id, found.Location, time.AddMicroseconds(-1), cancelled);
        var after = await WaveformQuery.AfterAsync(Store, Id, found.Location, time, cancelled);
        _locations = await WaveformQuery.LocationsAsync(Store, Id, time, cancelled);
        // All at once: it is rendered while a query runs too.
        (_waveform, _before, _after) = (found, Key(before), Key(after));
        _spectra = Analysis.Analyse(found.Samples, found.SampleRateHz, ShaftHz, Machine);
        if (_spectra is null) _failure = $"The waveform of {Preferences.Time(time)} {Preferences.ZoneLabel} has "
            + $"{found.Samples.Length:N0} samples, or values that are no numbers: too little for a spectrum.";
    }

    private DisplayUnit UnitOf(SpectrumLine line) => line.IsOfEnvelope ? Depth : Finer(DisplayUnits.Of("m/s2", Preferences.Units));

    // Lines are smaller than the values of a channel.
    private static DisplayUnit Finer(DisplayUnit unit) => unit with { Decimals = unit.Decimals + 1 };

    private string Url(string spectrum, string? location = null) => $"/drills/{Uri.EscapeDataString(Id)}?spectrum={spectrum}"
        + ((location ?? Location) is { } name ? $"&location={Uri.EscapeDataString(name)}" : "") + "#spectrum";

    private static string? Key(StoredWaveform? waveform) =>
        waveform is null ? null : (waveform.EventTimeUnixMicros / 1000).ToString(CultureInfo.InvariantCulture);
}
