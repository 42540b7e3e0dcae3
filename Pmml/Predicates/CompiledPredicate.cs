namespace Maintenance.Pmml.Predicates;

/// <summary>A predicate over a row's frame. Truth tables: PMML 4.4, TreeModel, "Predicates".</summary>
internal abstract class CompiledPredicate
{
    public abstract Truth Evaluate(ReadOnlySpan<double> frame);

    /// <summary>True when a surrogate decides the row because the predicate it stands for is unknown.</summary>
    public virtual bool UsesSurrogate(ReadOnlySpan<double> frame) => false;

    private static Truth Of(bool value) => value ? Truth.True : Truth.False;

    /// <summary>True or False.</summary>
    internal sealed class Constant(Truth value) : CompiledPredicate
    {
        public bool IsTrue => value == Truth.True;

        public override Truth Evaluate(ReadOnlySpan<double> frame) => value;
    }

    /// <summary>A field compared with a number or a category's code.</summary>
    internal sealed class Comparison(PredicateOperator op, int slot, double value) : CompiledPredicate
    {
        public PredicateOperator Operator { get; } = op;

        public int Slot { get; } = slot;

        public double Value { get; } = value;

        public override Truth Evaluate(ReadOnlySpan<double> frame) => Compare(Operator, frame[Slot], Value);
    }

    /// <summary>An ordinal category compared with a declared one; an undeclared category is not in the order.</summary>
    internal sealed class Ranked(PredicateOperator op, int slot, double code, int count) : CompiledPredicate
    {
        public override Truth Evaluate(ReadOnlySpan<double> frame) =>
            frame[slot] is var x && x >= 0 && x < count ? Compare(op, x, code) : Truth.Unknown;
    }

    /// <summary>Compares; a missing value makes all operators but isMissing and isNotMissing unknown.</summary>
    public static Truth Compare(PredicateOperator op, double x, double value)
    {
        if (double.IsNaN(x))
        {
            return op switch
            {
                PredicateOperator.IsMissing => Truth.True,
                PredicateOperator.IsNotMissing => Truth.False,
                _ => Truth.Unknown,
            };
        }
        return Of(op switch
        {
            PredicateOperator.Equal => x == value,
            PredicateOperator.NotEqual => x != value,
            PredicateOperator.LessThan => x < value,
            PredicateOperator.LessOrEqual => x <= value,
            PredicateOperator.GreaterThan => x > value,
            PredicateOperator.GreaterOrEqual => x >= value,
            PredicateOperator.IsNotMissing => true,
            _ => false,
        });
    }

    /// <summary>A field is, or is not, among sorted values.</summary>
    internal sealed class Membership(int slot, double[] sortedValues, bool isIn) : CompiledPredicate
    {
        public override Truth Evaluate(ReadOnlySpan<double> frame)
        {
            var x = frame[slot];
            return double.IsNaN(x) ? Truth.Unknown : Of(sortedValues.AsSpan().BinarySearch(x) >= 0 == isIn);
        }
    }

    /// <summary>and, or, xor, surrogate.</summary>
    internal sealed class Compound(BooleanOperator op, CompiledPredicate[] parts) : CompiledPredicate
    {
        public override Truth Evaluate(ReadOnlySpan<double> frame) => op switch
        {
            BooleanOperator.And => FirstOr(frame, decisive: Truth.False, otherwise: Truth.True),
            BooleanOperator.Or => FirstOr(frame, decisive: Truth.True, otherwise: Truth.False),
            BooleanOperator.Xor => Xor(frame),
            _ => Surrogate(frame),
        };

        public override bool UsesSurrogate(ReadOnlySpan<double> frame) =>
            op == BooleanOperator.Surrogate && parts[0].Evaluate(frame) == Truth.Unknown && Surrogate(frame) != Truth.Unknown;

        private Truth FirstOr(ReadOnlySpan<double> frame, Truth decisive, Truth otherwise)
        {
            var unknown = false;
            foreach (var part in parts)
            {
                var truth = part.Evaluate(frame);
                if (truth == decisive) return decisive;
                unknown |= truth == Truth.Unknown;
            }
            return unknown ? Truth.Unknown : otherwise;
        }

        private Truth Xor(ReadOnlySpan<double> frame)
        {
            var odd = false;
            foreach (var part in parts)
            {
                var truth = part.Evaluate(frame);
                if (truth == Truth.Unknown) return Truth.Unknown;
                odd ^= truth == Truth.True;
            }
            return Of(odd);
        }

        private Truth Surrogate(ReadOnlySpan<double> frame)
        {
            foreach (var part in parts)
            {
                var truth = part.Evaluate(frame);
                if (truth != Truth.Unknown) return truth;
            }
            return Truth.Unknown;
        }
    }
}
