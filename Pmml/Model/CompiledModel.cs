using Maintenance.Pmml.Frames;
using Maintenance.Pmml.MiningFields;
using Maintenance.Pmml.Transformations;

namespace Maintenance.Pmml.Model;

/// <summary>One model element ready to run: preparations, derived fields, body, target, outputs, in this order.</summary>
internal sealed class CompiledModel
{
    public required FieldPreparation[] Preparations { get; init; }

    public required DerivedValue[] Derived { get; init; }

    public required ModelBody Body { get; init; }

    public required ResultSlots Result { get; init; }

    public required Target? Target { get; init; }

    /// <summary>What it returns where it has no result; null for a missing result.</summary>
    public CompiledFallback? Fallback { get; init; }

    public required CompiledOutput[] Outputs { get; init; }

    /// <summary>Its own outputs, then those of the models inside.</summary>
    public IEnumerable<CompiledOutput> AllOutputs => Outputs.Concat(Body.InnerOutputs);

    /// <summary>Slots of segments selected by outputs: missing where the segment is not reached.</summary>
    public required FrameRange[] AskedSegments { get; init; }

    /// <summary>All slots that it writes: missing where the row is invalid, so that no output reads what was there before.</summary>
    public required FrameRange Slots { get; init; }

    public void Evaluate(Span<double> frame)
    {
        foreach (var asked in AskedSegments) asked.SetMissing(frame);
        foreach (var preparation in Preparations)
        {
            if (preparation.TryPrepare(frame)) continue;
            Slots.SetMissing(frame);
            WriteOutputs(frame);
            return;
        }
        foreach (var derived in Derived) derived.Apply(frame);
        Body.Evaluate(frame);
        Finish(frame);
    }

    /// <summary>Applies target and outputs to the body's result in the frame.</summary>
    public void Finish(Span<double> frame)
    {
        Fallback?.Apply(frame, Result);
        if (Target is not null) frame[Result.Value] = Rescale(frame[Result.Value], Target, Result.IsFloat);
        WriteOutputs(frame);
    }

    private void WriteOutputs(Span<double> frame)
    {
        foreach (var output in Outputs) output.Write(frame, Result);
    }

    private static double Rescale(double value, Target target, bool single)
    {
        value = Math.Min(Math.Max(value, target.Min), target.Max);
        if (target.RescaleFactor != 1) value = single ? (float)value * (float)target.RescaleFactor : value * target.RescaleFactor;
        if (target.RescaleConstant != 0) value = single ? (float)value + (float)target.RescaleConstant : value + target.RescaleConstant;
        return target.Rounding switch
        {
            TargetRounding.Round => Math.Floor(value + 0.5),
            TargetRounding.Ceiling => Math.Ceiling(value),
            TargetRounding.Floor => Math.Floor(value),
            _ => value,
        };
    }
}
