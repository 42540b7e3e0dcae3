using Maintenance.Pmml.AnomalyDetectionModel;
using Maintenance.Pmml.AssociationModel;
using Maintenance.Pmml.ClusteringModel;
using Maintenance.Pmml.GeneralRegressionModel;
using Maintenance.Pmml.MiningModel;
using Maintenance.Pmml.NaiveBayesModel;
using Maintenance.Pmml.NearestNeighborModel;
using Maintenance.Pmml.NeuralNetwork;
using Maintenance.Pmml.RegressionModel;
using Maintenance.Pmml.RuleSetModel;
using Maintenance.Pmml.Scorecard;
using Maintenance.Pmml.SupportVectorMachineModel;
using Maintenance.Pmml.TreeModel;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>The model elements this engine reads. A further one is added here and in <c>Compilation/ModelCompilers</c>, nowhere else.</summary>
internal static class ModelElements
{
    private static readonly Dictionary<string, Func<PmmlElement, ModelElement>> Readers = new(StringComparer.Ordinal)
    {
        ["TreeModel"] = e => new TreeModelElement(e),
        ["RegressionModel"] = e => new RegressionModelElement(e),
        ["MiningModel"] = e => new MiningModelElement(e),
        ["GeneralRegressionModel"] = e => new GeneralRegressionElement(e),
        ["NeuralNetwork"] = e => new NeuralNetworkElement(e),
        ["SupportVectorMachineModel"] = e => new SupportVectorMachineElement(e),
        ["ClusteringModel"] = e => new ClusteringModelElement(e),
        ["Scorecard"] = e => new ScorecardElement(e),
        ["AnomalyDetectionModel"] = e => new AnomalyDetectionElement(e),
        ["NaiveBayesModel"] = e => new NaiveBayesElement(e),
        ["NearestNeighborModel"] = e => new NearestNeighborElement(e),
        ["AssociationModel"] = e => new AssociationElement(e),
        ["RuleSetModel"] = e => new RuleSetModelElement(e),
    };

    public static IEnumerable<string> Names => Readers.Keys;

    public static bool IsModel(PmmlElement element) => Readers.ContainsKey(element.Name);

    public static ModelElement Read(PmmlElement element) => Readers.TryGetValue(element.Name, out var read)
        ? read(element)
        : throw element.Refuse($"is not a supported model; supported are {string.Join(", ", Readers.Keys)}.");
}
