/// Every map of a running JVM: found, walked, judged for tears, added up.
package io.maphealth.hotspot.audit;
