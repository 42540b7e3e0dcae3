using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace Maintenance.MlNet.Reading;

/// <summary>
/// Reads ML.NET's private members by name. Callers must treat a missing name as "not readable", and verify what was read.
/// </summary>
internal static class Internals
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>A property or field that must have a value.</summary>
    /// <exception cref="MissingMemberException">This version of ML.NET has no member of that name.</exception>
    public static object Member(object owner, string name) => Find(owner, name)
        ?? throw new MissingMemberException(owner.GetType().Name, name);

    /// <summary>A property or field.</summary>
    /// <exception cref="MissingMemberException">This version of ML.NET has no member of that name.</exception>
    public static object? Find(object owner, string name)
    {
        for (var type = owner.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetProperty(name, Own) is { } property) return property.GetValue(owner);
            if (type.GetField(name, Own) is { } field) return field.GetValue(owner);
        }
        throw new MissingMemberException(owner.GetType().Name, name);
    }

    /// <summary>The models of a one-versus-all model, in the order of its classes.</summary>
    public static ImmutableArray<object> SubModels(OneVersusAllModelParameters model) =>
        (ImmutableArray<object>)Member(model, "SubModelParameters");

    /// <summary>The trees of an ensemble.</summary>
    public static IEnumerable<RegressionTreeBase> Trees(TreeEnsembleModelParameters model) =>
        ((IEnumerable)Member(Member(model, "TrainedTreeEnsemble"), "Trees")).Cast<RegressionTreeBase>();

    /// <summary>A model without its calibrator; itself where it has none.</summary>
    public static object WithoutCalibrator(object model)
    {
        for (var type = model.GetType(); type is not null; type = type.BaseType)
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(CalibratedModelParametersBase<,>))
                return type.GetProperty("SubModel", Own)!.GetValue(model)!;
        return model;
    }
}
