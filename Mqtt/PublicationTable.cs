namespace Maintenance.Mqtt;

/// <summary>
/// Publications under way by message id (16 bit, so a table of 65,536 slots), and the pool of their completions.
/// The lock is held across the native publish call, so that a PUBACK cannot be handled before its publication is registered;
/// the library holds no lock in its callbacks that its publish call takes, so the two cannot wait for each other.
/// Threading: any thread publishes; the network thread completes.
/// </summary>
internal sealed class PublicationTable
{
    private readonly Publication?[] _slots = new Publication?[65_536];
    private Publication? _pool;

    /// <summary>Held while a message is handed to the library and registered.</summary>
    public Lock Sync { get; } = new();

    /// <summary>Publications registered and not completed.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a completion from the pool. Caller holds <see cref="Sync"/>.</summary>
    public Publication Rent(MqttQos qos)
    {
        var publication = _pool;
        if (publication is null) publication = new Publication(this);
        else _pool = publication.Next;
        publication.Next = null;
        publication.Qos = qos;
        return publication;
    }

    /// <summary>Registers under the id the library chose. Caller holds <see cref="Sync"/>.</summary>
    public void Register(int messageId, Publication publication)
    {
        // Ids wrap without regard to those still in use; a slot is therefore a first-in first-out chain, almost always of one.
        ref var slot = ref _slots[messageId & 0xffff];
        if (slot is null)
        {
            slot = publication;
        }
        else
        {
            var last = slot;
            while (last.Next is not null) last = last.Next;
            last.Next = publication;
        }
        Count++;
    }

    /// <summary>Removes the oldest publication of an id; null when there is none.</summary>
    public Publication? Take(int messageId)
    {
        lock (Sync)
        {
            ref var slot = ref _slots[messageId & 0xffff];
            var first = slot;
            if (first is null) return null;
            slot = first.Next;
            first.Next = null;
            Count--;
            return first;
        }
    }

    /// <summary>Removes all (or only those of QoS 0, which the library forgets on a broken connection).</summary>
    public List<Publication> TakeAll(bool onlyQos0)
    {
        List<Publication> taken = [];
        lock (Sync)
        {
            for (var i = 0; i < _slots.Length && Count > 0; i++)
            {
                Publication? kept = null, lastKept = null;
                for (var at = _slots[i]; at is not null;)
                {
                    var next = at.Next;
                    at.Next = null;
                    if (onlyQos0 && at.Qos != MqttQos.AtMostOnce)
                    {
                        if (lastKept is null) kept = at;
                        else lastKept.Next = at;
                        lastKept = at;
                    }
                    else
                    {
                        taken.Add(at);
                        Count--;
                    }
                    at = next;
                }
                _slots[i] = kept;
            }
        }
        return taken;
    }

    /// <summary>Gives a completion back to the pool.</summary>
    public void Return(Publication publication)
    {
        lock (Sync)
        {
            publication.Next = _pool;
            _pool = publication;
        }
    }
}
