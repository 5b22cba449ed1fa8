using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>The whole decision through the public API, and what can be asked of it afterwards.</summary>
internal sealed class Ours
{
    private readonly InfusionRules _rules;

    public Ours(InfusionRules rules) => _rules = rules;

    public Answer Decide(Patient patient)
    {
        EligibilityDecision eligibility = _rules.Eligibility.Decide(patient.Eligibility);
        ProtocolDecision protocol = _rules.Protocols.Choose(patient.Protocol);
        FastingDecision fasting = _rules.Fasting.Plan(patient.Fasting);
        InstrumentDecision response = _rules.Response.JudgeInstrument(patient.Response);
        FeeDecision fee = _rules.Fees.Cancellation(patient.Fee, fasting.Verdict);
        MaintenanceDecision maintenance = _rules.Maintenance.On(patient.Maintenance);
        return Of(in eligibility, in protocol, in fasting, in response, in fee, in maintenance);
    }

    /// <summary>Whether a patient of whom less is known may still have an answer: learning a fact takes nothing away.</summary>
    public bool Allows(Patient patient, Answer answer)
    {
        FastingDecision fasting = _rules.Fasting.Plan(patient.Fasting);
        return _rules.Eligibility.Decide(patient.Eligibility).Verdict.Allows(answer.Eligibility) && _rules.Protocols.Choose(patient.Protocol).Verdict.Allows(answer.Protocol)
            && fasting.Verdict.Allows(answer.Fasting) && _rules.Response.JudgeInstrument(patient.Response).Verdict.Allows(answer.Response)
            && _rules.Fees.Cancellation(patient.Fee, fasting.Verdict).Verdict.Allows(answer.Fee) && _rules.Maintenance.On(patient.Maintenance).Verdict.Allows(answer.Maintenance);
    }

    /// <summary>Every deciding rule's sentence, with its id and citations.</summary>
    public long Sentences(Patient patient)
    {
        FastingDecision fasting = _rules.Fasting.Plan(patient.Fasting);
        return Say(_rules.Eligibility.Decide(patient.Eligibility).DecidingRules) + Say(_rules.Protocols.Choose(patient.Protocol).DecidingRules)
            + Say(fasting.DecidingRules) + Say(_rules.Response.JudgeInstrument(patient.Response).DecidingRules)
            + Say(_rules.Fees.Cancellation(patient.Fee, fasting.Verdict).DecidingRules) + Say(_rules.Maintenance.On(patient.Maintenance).DecidingRules);
    }

    /// <summary>The full explanations: causal facts, limits, margins, one summary for each room.</summary>
    public long Causes(Patient patient)
    {
        FastingDecision fasting = _rules.Fasting.Plan(patient.Fasting);
        long length = 0;
        foreach (IntakeDecision intake in fasting.Intakes)
        {
            length += intake.Explanation.Summary.Length;
        }

        return length + _rules.Eligibility.Decide(patient.Eligibility).Explanation.Summary.Length + _rules.Protocols.Choose(patient.Protocol).Explanation.Summary.Length
            + _rules.Response.JudgeInstrument(patient.Response).Explanation.Summary.Length
            + _rules.Fees.Cancellation(patient.Fee, fasting.Verdict).Explanation.Summary.Length + _rules.Maintenance.On(patient.Maintenance).Explanation.Summary.Length;
    }

    /// <summary>What would make the first intake compliant.</summary>
    public long Counterfactual(Patient patient)
    {
        Span<FactValue> row = stackalloc FactValue[4];
        row[0] = FactValue.Exactly(0);
        row[1] = FactValue.Of(patient.Fasting.Appointment.Earliest - (patient.Fasting.Intakes[0].At?.Latest ?? default));
        return _rules.Fasting.IntakeTable.WhatWouldGive((int)FastingOutcome.Compliant, row).Steps.Length;
    }

    /// <summary>What to ask next, of the rooms that need something.</summary>
    public long Questions(Patient patient)
    {
        FastingDecision fasting = _rules.Fasting.Plan(patient.Fasting);
        return _rules.Eligibility.Decide(patient.Eligibility).Questions.Length + _rules.Protocols.Choose(patient.Protocol).Questions.Length + fasting.Questions.Length
            + _rules.Response.JudgeInstrument(patient.Response).Questions.Length
            + _rules.Fees.Cancellation(patient.Fee, fasting.Verdict).Questions.Length + _rules.Maintenance.On(patient.Maintenance).Questions.Length;
    }

    private static Answer Of(
        in EligibilityDecision eligibility, in ProtocolDecision protocol, in FastingDecision fasting, in InstrumentDecision response, in FeeDecision fee,
        in MaintenanceDecision maintenance)
    {
        MaintenanceWindow? due = maintenance.Window;
        return new(
            (sbyte)eligibility.Outcome,
            (byte)eligibility.FindingsVerdict.Certain,
            (sbyte)protocol.Outcome,
            (sbyte)fasting.Outcome,
            (sbyte)response.Outcome,
            (sbyte)fee.Outcome,
            (sbyte)maintenance.Outcome,
            (byte)maintenance.FindingsVerdict.Certain,
            fee.Amount is { } amount ? (int)amount.Amount : -1,
            due?.Earliest ?? default,
            due?.Latest ?? default,
            fasting.EarliestAppointment ?? default);
    }

    private static long Say(ImmutableArray<Rule> rules)
    {
        long sum = 0;
        foreach (Rule rule in rules)
        {
            sum += rule.Sentence.Length;
        }

        return sum;
    }
}
