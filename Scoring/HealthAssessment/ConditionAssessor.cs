using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Scoring.AdvisoryGeneration;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.PrognosticAssessment;
using Maintenance.Scoring.SensorHealth;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Turns a window of blocks into an assessment (ISO 13374 health assessment) by rules, which need no training, and by the loaded model,
/// which refines them. A failure mode that the window cannot show counts for nothing; without any that it can show there is no grade.
/// Health index = 100 · (1 − the greatest probability of a mode). A mode is named from <see cref="FaultLimits.NamedFrom"/>. RUL is
/// estimated while a class of the model is named, if there is a model for it. One instance per worker: it owns buffers; allocates only
/// for drills with a fault.
/// </summary>
internal sealed class ConditionAssessor
{
    private const int MaxReasons = 3;
    private readonly ModelJudgement _model;
    private readonly RulEstimator? _life;
    private readonly EvidenceText _evidence = new();
    private readonly SensorFaultText _sensors = new();
    private readonly FindingsText _text = new();
    private readonly float[] _features = new float[WindowFeatures.Names.Count];
    private readonly ModeFinding[] _findings = new ModeFinding[FailureModes.All.Count];
    private readonly float[] _probabilities = new float[FailureModes.All.Count];
    private bool[] _running = new bool[64];
    private readonly Reason[]?[] _modelReasons = new Reason[FailureModes.Classes.Count][];

    /// <exception cref="InvalidDataException">An input of a model is not a window feature, or an output is missing.</exception>
    public ConditionAssessor(IConditionModel model, IConditionModel? life = null)
    {
        _model = new ModelJudgement(model);
        _life = life is null ? null : new RulEstimator(life, WindowFeatures.IndexOf);
    }

    /// <summary>Hash of the model, stored with each assessment.</summary>
    public string ModelHash => _model.Hash;

    /// <summary>Assesses the last block of the window.</summary>
    /// <param name="window">Blocks in event-time order.</param>
    /// <param name="trend">What the minutes before say.</param>
    /// <param name="location">What is known of the machine that is measured; null when nothing is.</param>
    public Assessment Assess(ReadOnlySpan<BlockEntry> window, in TrendContext trend, MeasurementLocation? location)
    {
        var state = RigActivity.Of(window, trend).State;
        if (_running.Length < window.Length) _running = new bool[2 * window.Length];
        var running = _running.AsSpan(0, window.Length);
        var turning = WindowFeatures.Compute(window, _features, running);
        // Sensors before the machine: what a faulty one measures is evidence of nothing.
        var sensors = SensorChecks.Find(window);
        sensors.Add(trend.Findings.Sensors);
        sensors.Mask(_features);
        DiagnosticRules.Judge(
            new RuleInput
            {
                Features = _features, Window = window, Running = running, State = state, Turning = turning, Location = location,
                AtRest = trend.Findings.IsAtRest,
            },
            trend.Findings, _findings);
        for (var i = 0; i < _findings.Length; i++) _probabilities[i] = _findings[i].Probability;
        _modelReasons.AsSpan().Clear();
        if (turning) JudgeByModel();
        var silent = state == DrillingState.Unknown && window[^1].State == state;
        return Conclude(state, turning, trend.LowestHealth, WhyNot(silent, turning, sensors)) with
        {
            Evidence = _evidence.Of(_findings),
            SensorFaults = _sensors.Of(sensors),
        };
    }

    // The model's suspicion as a whole goes to the likeliest class that the window can show; what it cannot show counts for nothing.
    private void JudgeByModel()
    {
        _model.Score(_features);
        var (suspicion, leading) = (0f, 0);
        for (var @class = 1; @class < FailureModes.Classes.Count; @class++)
        {
            ref var finding = ref _findings[@class - 1];
            if (!finding.IsSeen && _model.SeesByItself(@class)) finding = new ModeFinding { Limited = "by the model alone" };
            if (!finding.IsSeen) continue;
            suspicion += _model.Probability(@class);
            if (leading == 0 || _model.Probability(@class) > _model.Probability(leading)) leading = @class;
        }
        if (leading == 0) return;
        ref var probability = ref _probabilities[leading - 1];
        probability = Math.Max(probability, _model.Supported(leading, Math.Min(suspicion, 1), out _modelReasons[leading]));
    }

    private Assessment Conclude(DrillingState state, bool turning, float lowestBefore, string whyNot)
    {
        var leading = -1;
        for (var i = 0; i < _findings.Length; i++)
        {
            if (!_findings[i].IsSeen) continue;
            if (leading < 0 || _probabilities[i] > _probabilities[leading]) leading = i;
        }
        if (leading < 0) return Assessment.WithoutEvidence(state, whyNot);
        var fault = _probabilities[leading];
        var named = fault >= FaultLimits.NamedFrom;
        // A machine at rest is not as new: only a suspicion is worth a grade.
        if (!turning && !named) return Assessment.WithoutEvidence(state, whyNot);
        var healthIndex = IndexOf(fault);
        var suspected = named ? Suspected() : [];
        var isClass = leading + 1 < FailureModes.Classes.Count;
        return new Assessment(
            state, healthIndex, named ? FailureModes.All[leading] : FailureModes.None, fault, named ? _text.Of(suspected[0].Reasons) : null,
            named && isClass && turning && _life is not null ? _life.Estimate(_features) : RulQuantiles.Unknown)
        {
            Grade = HealthGrades.Letter(GradeHysteresis.Of(healthIndex, lowestBefore)),
            Findings = named ? _text.Of(suspected) : null,
        };
    }

    private string WhyNot(bool silent, bool turning, in SensorFaultSet sensors)
    {
        if (!turning) return silent ? "nothing moves: no vibration, and no rotary speed is sent" : "the string stands still";
        if (!sensors.IsEmpty) return "sensors are at fault, and no other shows a failure mode";
        foreach (var finding in _findings)
            if (finding.Unseen is { } why) return why;
        return "no sensor shows a failure mode";
    }

    // Just below the border of grade A where a mode is named, and of B where an alarm is raised: the border itself belongs to the better
    // grade.
    private static float IndexOf(float fault)
    {
        var index = Math.Clamp(100 * (1 - fault), 0, 100);
        if (fault >= FaultLimits.NamedFrom && index >= HealthGrades.AFrom) return MathF.BitDecrement(HealthGrades.AFrom);
        return fault >= FaultLimits.AlarmFrom && index >= HealthGrades.BFrom ? MathF.BitDecrement(HealthGrades.BFrom) : index;
    }

    // The rule's first: it names the physics.
    private Reason[] MergedReasons(int mode)
    {
        var rule = _findings[mode].Reasons ?? [];
        var model = mode + 1 < FailureModes.Classes.Count ? _modelReasons[mode + 1] ?? [] : [];
        if (model.Length == 0) return rule;
        return rule.Length == 0 ? model : [.. rule.Concat(model).DistinctBy(r => r.Descriptor).Take(MaxReasons)];
    }

    // Likeliest first.
    private SuspectedMode[] Suspected()
    {
        Span<int> order = stackalloc int[_findings.Length];
        var count = 0;
        for (var i = 0; i < _findings.Length; i++)
        {
            if (!_findings[i].IsSeen || !(_probabilities[i] >= FaultLimits.NamedFrom)) continue;
            var at = count++;
            for (; at > 0 && _probabilities[order[at - 1]] < _probabilities[i]; at--) order[at] = order[at - 1];
            order[at] = i;
        }
        var suspected = new SuspectedMode[count];
        for (var i = 0; i < count; i++) suspected[i] = SuspectedOf(order[i]);
        return suspected;
    }

    private SuspectedMode SuspectedOf(int mode)
    {
        var (finding, advisory) = (_findings[mode], Advisories.Of(FailureModes.All[mode]));
        var byRule = finding.Probability >= FaultLimits.NamedFrom;
        var byModel = mode + 1 < FailureModes.Classes.Count && _modelReasons[mode + 1] is not null;
        return new SuspectedMode(
            FailureModes.All[mode], _probabilities[mode], finding.Component, finding.Defect, finding.Severity,
            byRule && byModel ? "rule and model" : byRule ? "rule" : "model", advisory.Advice, advisory.Effect, MergedReasons(mode));
    }
}
