using Maintenance.Pmml.AnomalyDetectionModel;
using Maintenance.Pmml.AssociationModel;
using Maintenance.Pmml.ClusteringModel;
using Maintenance.Pmml.GeneralRegressionModel;
using Maintenance.Pmml.MiningModel;
using Maintenance.Pmml.Model;
using Maintenance.Pmml.NaiveBayesModel;
using Maintenance.Pmml.NearestNeighborModel;
using Maintenance.Pmml.NeuralNetwork;
using Maintenance.Pmml.RegressionModel;
using Maintenance.Pmml.RuleSetModel;
using Maintenance.Pmml.Scorecard;
using Maintenance.Pmml.SupportVectorMachineModel;
using Maintenance.Pmml.TreeModel;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml;

/// <summary>The supported kinds of model. A new kind has its own folder, and a line here.</summary>
internal static class SupportedModels
{
    public static ModelKinds All { get; } = new(new Dictionary<string, Func<PmmlElement, ModelKinds, ModelElement>>(StringComparer.Ordinal)
    {
        ["TreeModel"] = (e, _) => new TreeModelElement(e),
        ["RegressionModel"] = (e, _) => new RegressionModelElement(e),
        ["MiningModel"] = (e, kinds) => new MiningModelElement(e, kinds),
        ["GeneralRegressionModel"] = (e, _) => new GeneralRegressionElement(e),
        ["NeuralNetwork"] = (e, _) => new NeuralNetworkElement(e),
        ["SupportVectorMachineModel"] = (e, _) => new SupportVectorMachineElement(e),
        ["ClusteringModel"] = (e, _) => new ClusteringModelElement(e),
        ["Scorecard"] = (e, _) => new ScorecardElement(e),
        ["AnomalyDetectionModel"] = (e, kinds) => new AnomalyDetectionElement(e, kinds),
        ["NaiveBayesModel"] = (e, _) => new NaiveBayesElement(e),
        ["NearestNeighborModel"] = (e, _) => new NearestNeighborElement(e),
        ["AssociationModel"] = (e, _) => new AssociationElement(e),
        ["RuleSetModel"] = (e, _) => new RuleSetModelElement(e),
    });
}
