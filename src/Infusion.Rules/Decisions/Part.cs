namespace Infusion.Rules.Decisions;

/// <summary>A decision that belongs to another one: about the same subject, or about things in it.</summary>
/// <typeparam name="TSubject">What the other one is about.</typeparam>
/// <param name="decider">What stands behind it.</param>
/// <param name="about">Finds what it is about, once for each decision.</param>
internal sealed class Part<TSubject>(Decider decider, Func<TSubject, IEnumerable<object>> about)
    where TSubject : notnull
{
    /// <summary>What stands behind it.</summary>
    public Decider Decider => decider;

    /// <summary>Finds what it is about, once for each decision.</summary>
    public IEnumerable<object> About(TSubject subject) => about(subject);

    /// <summary>A decision about the same subject.</summary>
    public static implicit operator Part<TSubject>(Decider decider) => new(decider, static subject => [subject]);
}
