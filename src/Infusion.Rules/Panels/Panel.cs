using System.Collections.Immutable;

namespace Infusion.Rules.Panels;

/// <summary>Many patients, read once so that they can be decided again and again: after a change of the rules, or under each version.</summary>
/// <remarks>
/// <para>What no policy changes, such as the time between an intake and an appointment, is worked out when the panel is made. Facts that recur
/// stand once for each distinct combination, and are decided once for all patients who share it; what is measured is laid out one after the other as the
/// tables read it. What a room cannot read so, such as a time known only as an interval, it decides patient by patient.</para>
/// <para>Compared by reference. Immutable and thread-safe.</para>
/// </remarks>
/// <example>
/// <code>
/// var panel = new Panel(patients);
/// var before = new PanelDecision[panel.Count];
/// var after = new PanelDecision[panel.Count];
/// current.Decide(panel, before);
/// proposed.Decide(panel, after);
/// </code>
/// </example>
public sealed class Panel
{
    // The last run, kept because a panel is mostly decided under the same rules again; taken out while a thread uses it.
    private PanelRun? _last;

    /// <summary>Reads the patients.</summary>
    /// <param name="patients">The patients; decisions come in this order.</param>
    /// <exception cref="ArgumentException">A patient, the facts for a room, or a condition or an intake among them are <c>null</c>.</exception>
    public Panel(IEnumerable<PanelPatient> patients)
    {
        ArgumentNullException.ThrowIfNull(patients);
        Patients = [.. patients];
        (Eligibility, Protocol, Fasting) = (new(Patients.Length), new(Patients.Length), new(Patients.Length));
        (Response, Fee, Maintenance) = (new(Patients.Length), new(Patients.Length), new(Patients.Length));
        for (int index = 0; index < Patients.Length; index++)
        {
            if (Patients[index] is not { Eligibility: not null, Protocol: not null, Fasting: not null, Response: not null, Fee: not null, Maintenance: not null } patient
                || !IsWhole(patient.Eligibility.Conditions) || !IsWhole(patient.Fasting.Intakes))
            {
                throw new ArgumentException(FormattableString.Invariant($"The patient at place {index} of the panel lacks the facts for a room."), nameof(patients));
            }

            Eligibility.Add(patient.Eligibility);
            Protocol.Add(patient.Protocol);
            Fasting.Add(patient.Fasting);
            Response.Add(patient.Response);
            Fee.Add(patient.Fee);
            Maintenance.Add(patient.Maintenance);
        }
    }

    /// <summary>The patients, in order.</summary>
    public ImmutableArray<PanelPatient> Patients { get; }

    /// <summary>How many patients there are.</summary>
    public int Count => Patients.Length;

    internal Infusion.Rules.Eligibility.EligibilityRules.Columns Eligibility { get; }

    internal Protocols.ProtocolRules.Columns Protocol { get; }

    internal Infusion.Rules.Fasting.FastingRules.Columns Fasting { get; }

    internal Infusion.Rules.Response.ResponseRules.Columns Response { get; }

    internal Fees.FeeRules.Columns Fee { get; }

    internal Infusion.Rules.Maintenance.MaintenanceRules.Columns Maintenance { get; }

    /// <summary>Writes the size.</summary>
    /// <returns>"panel of 1000 patients".</returns>
    public override string ToString() => FormattableString.Invariant($"panel of {Count} patients");

    private static bool IsWhole<T>(ImmutableArray<T> list)
        where T : class => !list.IsDefault && !list.Contains(null!);

    internal void Decide(InfusionRules rules, int from, Span<PanelDecision> decisions)
    {
        PanelRun? last = Interlocked.Exchange(ref _last, null);
        try
        {
            PanelRun run = last is not null && ReferenceEquals(last.Rules, rules) ? last : new(this, rules);
            run.Decide(from, decisions);
            _last = run;
        }
        catch
        {
            decisions.Clear();
            throw;
        }
    }
}
