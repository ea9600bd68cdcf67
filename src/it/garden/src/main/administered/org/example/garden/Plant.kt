package org.example.garden

import dev.oneoff.admin.Sensitive
import jakarta.persistence.Entity
import jakarta.persistence.Id

@Entity
class Plant {
    @Id
    var id: Long = 0
    lateinit var name: String

    @Sensitive
    var owner: String? = null
}
