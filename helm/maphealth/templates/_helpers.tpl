{{- define "maphealth.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "maphealth.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "maphealth.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "maphealth.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "maphealth.operator" -}}
{{- printf "%s-operator" (include "maphealth.fullname" .) -}}
{{- end -}}

{{- define "maphealth.selector" -}}
app.kubernetes.io/name: {{ include "maphealth.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "maphealth.labels" -}}
{{ include "maphealth.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "maphealth.serviceAccount" -}}
{{- default (include "maphealth.operator" .) .Values.serviceAccount.name -}}
{{- end -}}

{{/* registry/repository:tag@digest of .image, for the chart .root */}}
{{- define "maphealth.image" -}}
{{- $image := .image -}}
{{- if $image.registry }}{{ $image.registry }}/{{ end -}}
{{ $image.repository }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- if $image.digest }}@{{ $image.digest }}{{ end -}}
{{- end -}}

{{/* relabelings for workload: the pod's controller; a ReplicaSet's name without the hash of its template, that of a
CronJob's Job without its time */}}
{{- define "maphealth.workloadLabel" -}}
- {sourceLabels: [__meta_kubernetes_pod_name], targetLabel: workload}
- {sourceLabels: [__meta_kubernetes_pod_controller_name], regex: (.+), targetLabel: workload}
- sourceLabels: [__meta_kubernetes_pod_controller_kind, __meta_kubernetes_pod_controller_name]
  regex: (?:ReplicaSet;(.+)-[a-z0-9]+|Job;(.+)-[0-9]{8})
  replacement: $1$2
  targetLabel: workload
{{- end -}}
