using Maintenance.Core.Alarms;

namespace Maintenance.Scoring.Alarms;

/// <summary>A condition in postfix form over the truths of its comparisons. Immutable; evaluation allocates nothing.</summary>
internal sealed class CompiledExpression
{
    private const short And = -1;
    private const short Or = -2;
    private const short Not = -3;
    private const short Yes = -4;
    private const short No = -5;

    /// <summary>Deepest nesting that is evaluated; a validated rule stays far below.</summary>
    private const int MaxDepth = 64;

    private readonly short[] _steps;

    private CompiledExpression(short[] steps, int[] comparators) => (_steps, Comparators) = (steps, comparators);

    /// <summary>Positions of its comparisons.</summary>
    public int[] Comparators { get; }

    /// <summary>Compiles a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="add">Adds a comparison and gives its position.</param>
    /// <exception cref="ArgumentException">It is nested too deeply.</exception>
    public static CompiledExpression Of(AlarmCondition condition, Func<AlarmCondition.Compare, int> add)
    {
        var (steps, comparators, depth) = (new List<short>(), new List<int>(), 0);
        Append(condition, 1);
        if (depth > MaxDepth) throw new ArgumentException($"The condition is nested {depth} deep; at most {MaxDepth}.", nameof(condition));
        return new CompiledExpression([.. steps], [.. comparators]);

        void Append(AlarmCondition part, int used)
        {
            depth = Math.Max(depth, used);
            switch (part)
            {
                case AlarmCondition.Compare compare:
                    comparators.Add(add(compare));
                    steps.Add((short)comparators[^1]);
                    break;
                case AlarmCondition.All all:
                    Join(all.Conditions, used, And, Yes);
                    break;
                case AlarmCondition.Any any:
                    Join(any.Conditions, used, Or, No);
                    break;
                case AlarmCondition.Not not:
                    Append(not.Condition, used);
                    steps.Add(Not);
                    break;
                default:
                    throw new ArgumentException($"Unknown condition {part.GetType().Name}.", nameof(condition));
            }
        }

        void Join(IReadOnlyList<AlarmCondition> parts, int used, short join, short empty)
        {
            if (parts.Count == 0) steps.Add(empty);
            for (var i = 0; i < parts.Count; i++)
            {
                Append(parts[i], used + Math.Min(i, 1));
                if (i > 0) steps.Add(join);
            }
        }
    }

    /// <summary>Evaluates it.</summary>
    /// <param name="truths">Truths of all comparisons.</param>
    public Truth Evaluate(ReadOnlySpan<Truth> truths)
    {
        if (_steps.Length == 1 && _steps[0] >= 0) return truths[_steps[0]];
        Span<Truth> stack = stackalloc Truth[MaxDepth];
        var top = 0;
        foreach (var step in _steps)
            switch (step)
            {
                case And:
                    top--;
                    stack[top - 1] = stack[top - 1] == Truth.False || stack[top] == Truth.False ? Truth.False
                        : stack[top - 1] == Truth.True && stack[top] == Truth.True ? Truth.True : Truth.Unknown;
                    break;
                case Or:
                    top--;
                    stack[top - 1] = (Truth)Math.Max((byte)Known(stack[top - 1], stack[top]), (byte)Known(stack[top], stack[top - 1]));
                    break;
                case Not:
                    stack[top - 1] = stack[top - 1] switch { Truth.True => Truth.False, Truth.False => Truth.True, var t => t };
                    break;
                case Yes or No:
                    stack[top++] = step == Yes ? Truth.True : Truth.False;
                    break;
                default:
                    stack[top++] = truths[step];
                    break;
            }
        return stack[0];
    }

    // Of "or": false counts only when the other is known, too.
    private static Truth Known(Truth one, Truth other) => one == Truth.False && other == Truth.Unknown ? Truth.Unknown : one;
}
