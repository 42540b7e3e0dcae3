using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Predicates;

namespace Maintenance.Pmml.TreeModel;

/// <summary>Grows the parallel arrays of a <see cref="CompiledTree"/>. Targets: a decision's index, or <c>~leaf</c>.</summary>
internal sealed class TreeBuilder(int labelCount)
{
    private readonly List<CompiledPredicate> _predicates = [];
    private readonly List<int> _true = [];
    private readonly List<int> _false = [];
    private readonly List<int> _unknown = [];
    private readonly List<double> _values = [];
    private readonly List<double> _covers = [];
    private readonly List<double> _entities = [];
    private readonly List<double> _probabilities = [];

    private readonly List<double> _confidences = [];

    public int ProbabilityCount => _probabilities.Count;

    public int AddDecision(CompiledPredicate predicate)
    {
        _predicates.Add(predicate);
        _true.Add(int.MinValue);
        _false.Add(int.MinValue);
        _unknown.Add(int.MinValue);
        return _predicates.Count - 1;
    }

    public void SetTrue(int decision, int target) => _true[decision] = target;

    public void SetFalse(int decision, int target) => _false[decision] = target;

    public void SetUnknown(int decision, int target) => _unknown[decision] = target;

    public void SetTargets(int decision, int whenTrue, int whenFalse, int whenUnknown)
    {
        SetTrue(decision, whenTrue);
        SetFalse(decision, whenFalse);
        SetUnknown(decision, whenUnknown);
    }

    public int AddLeaf(double value, ReadOnlySpan<double> probabilities, double cover, double entity = double.NaN)
    {
        _entities.Add(entity);
        _values.Add(value);
        _covers.Add(cover);
        for (var i = 0; i < labelCount; i++) _probabilities.Add(probabilities.IsEmpty ? double.NaN : probabilities[i]);
        return ~(_values.Count - 1);
    }

    /// <summary>Sets the confidences of the last leaf added.</summary>
    public void SetConfidences(ReadOnlySpan<double> confidences)
    {
        while (_confidences.Count < (_values.Count - 1) * labelCount) _confidences.Add(double.NaN);
        foreach (var confidence in confidences) _confidences.Add(confidence);
    }

    public CompiledTree Build(int start, ResultSlots result, Field? entity, int leafSlot, TreePenalty? penalty)
    {
        var count = _predicates.Count;
        var (operators, slots, values, complex) =
            (new TreeOperator[count], new int[count], new double[count], new List<CompiledPredicate>());
        for (var i = 0; i < count; i++)
        {
            if (_predicates[i] is CompiledPredicate.Comparison comparison)
            {
                (operators[i], slots[i], values[i]) = ((TreeOperator)comparison.Operator, comparison.Slot, comparison.Value);
            }
            else
            {
                (operators[i], slots[i]) = (TreeOperator.Complex, complex.Count);
                complex.Add(_predicates[i]);
            }
        }
        return new CompiledTree(result)
        {
            Start = start,
            Operators = operators,
            Slots = slots,
            Thresholds = values,
            Complex = [.. complex],
            WhenTrue = [.. _true],
            WhenFalse = [.. _false],
            WhenUnknown = [.. _unknown],
            LeafValues = [.. _values],
            LeafCovers = _covers.Exists(double.IsNaN) ? [] : [.. _covers],
            LeafProbabilities = [.. _probabilities],
            LeafConfidences = [.. _confidences],
            LeafSlot = leafSlot,
            Penalty = penalty,
            LeafEntities = entity is null ? [] : [.. _entities],
            Entity = entity,
        };
    }
}
