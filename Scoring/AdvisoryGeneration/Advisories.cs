using System.Collections.Frozen;
using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.AdvisoryGeneration;

/// <summary>
/// The advisory of each failure mode. Remedies of drilling dysfunctions are those of the drilling literature (IADC, SPE short courses);
/// of machines, those of ISO 13373-3 and bearing makers.
/// </summary>
internal static class Advisories
{
    private static readonly FrozenDictionary<string, Advisory> ByMode = new Dictionary<string, Advisory>(StringComparer.Ordinal)
    {
        [FailureModes.BearingWear] = new(
            "Take a grease or oil sample, listen to the bearing; replace it at the next bit trip, and keep load and speed down until then.",
            "The defect does not heal: lines and temperature rise slowly until the last days, then fast."),
        [FailureModes.Imbalance] = new(
            "Look for mud cake, a bent stem or loose bolts; avoid the speed at which it shakes most. Balance or replace the rotor.",
            "Vibration at rotation frequency falls at once after balancing; if it does not, look for a soft foot or resonance."),
        [FailureModes.StickSlip] = new(
            "Take weight off the bit, then raise rotary speed by 10 to 20 rev/min; if it goes on, pick up and start again softly.",
            "Torque and bit speed become steady within a minute. If not: soft torque, better hole cleaning, another bit."),
        [FailureModes.Overheating] = new(
            "Check coolant, blower, filters and oil level; reduce load until the temperature falls.",
            "Temperature falls within half an hour of less load; if it does not, stop and look for friction or a failed cooler."),
        [FailureModes.GearWear] = new(
            "Take an oil sample for debris and inspect the teeth at the next trip; avoid torque shocks.",
            "Side bands grow with the damage; a broken tooth shows as one impact per turn."),
        [FailureModes.Whirl] = new(
            "Pick up off bottom and stop rotation; start again with less rotary speed, then more weight on bit.",
            "Lateral vibration falls when the string runs true again; it comes back at the same speed if that is critical."),
        [FailureModes.BitBounce] = new(
            "Change rotary speed by 10 to 15 rev/min or add weight; use a shock sub in hard rock.",
            "Hook load and axial vibration become steady within a minute at another speed."),
        [FailureModes.BitWear] = new(
            "Compare with offset wells: if the rock is the same, wash or spin off balling, then plan to pull the bit.",
            "Specific energy falls after balling is cleared; a dull bit goes on wasting it at any weight."),
        [FailureModes.StuckPipe] = new(
            "Stop drilling ahead: work the pipe and circulate bottoms up at full flow, keep it moving and turning, ream the tight stretch.",
            "Torque, drag and pressure fall as cuttings come up. Do not stop pumps or rotation for a connection until they have."),
        [FailureModes.Washout] = new(
            "Check pump strokes and valves first; with sound pumps pull out and look for a washed-out joint before it parts.",
            "Pressure at the same flow goes on falling until the pipe parts: minutes to hours."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The advisory of a failure mode.</summary>
    /// <exception cref="KeyNotFoundException">Not one of <c>FailureModes.All</c>.</exception>
    public static Advisory Of(string mode) => ByMode[mode];
}
