using Maintenance.Tests.Galera;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>The tests that share the cluster; they run one after the other.</summary>
[CollectionDefinition(GaleraCluster.Collection)]
public sealed class GaleraGroup : ICollectionFixture<GaleraCluster>;
